"""A mail server on loopback: takes mails, refuses receivers, or falls silent in the middle of one."""

import socketserver
import threading
from email import message_from_bytes
from email.message import Message
from typing import Any


class SmtpServer:
    """Begins at once; `refuses` is its answer to a receiver, `refuses_sender` to whoever writes, `silent` makes it take
    a mail and never say so."""

    def __init__(self) -> None:
        """On a free port."""
        self.mails: list[Message] = []
        self.refuses = self.refuses_sender = ""
        self.silent = False
        self.taken = threading.Event()
        box = self

        class Conversation(socketserver.StreamRequestHandler):
            def handle(self) -> None:
                _converse(self, box)

        self.server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Conversation)
        self.server.daemon_threads = True
        self.port = int(self.server.server_address[1])
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self) -> None:
        """No server any more."""
        self.server.shutdown()
        self.server.server_close()


def _converse(line: Any, box: SmtpServer) -> None:
    _say(line, "220 ready")
    while words := line.rfile.readline():
        command = words[:4].upper()
        if command == b"RCPT" and box.refuses:
            _say(line, box.refuses)
        elif command == b"MAIL" and box.refuses_sender:
            _say(line, box.refuses_sender)
        elif command == b"DATA":
            _say(line, "354 go on")
            box.mails.append(message_from_bytes(b"".join(iter(line.rfile.readline, b".\r\n"))))
            box.taken.set()
            if box.silent:
                # Whoever waits for the answer is killed; then the line breaks.
                line.rfile.readline()
                return
            _say(line, "250 taken")
        elif command == b"QUIT":
            _say(line, "221 bye")
            return
        else:
            _say(line, "250 well")


def _say(line: Any, words: str) -> None:
    line.wfile.write(f"{words}\r\n".encode())
