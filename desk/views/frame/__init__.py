"""What every page rests on: who asks, for which unit, in which session, and the way back."""
