"""The figures: of the cooperation, and of how the program runs."""

from django.urls import URLPattern, URLResolver, path

from desk.views import figures
from desk.views.operations import page as operations

urlpatterns: list[URLPattern | URLResolver] = [
    path("noegletal/", figures.figures, name="figures"),
    path("noegletal/opfoelgning/", figures.follow_up, name="figures-follow-up"),
    path("noegletal/forloeb/", figures.behind, name="figures-behind"),
    path("noegletal/datakvalitet/", figures.quality, name="data-quality"),
    path("noegletal.pdf", figures.figures_pdf, name="figures-pdf"),
    path("noegletal/opfoelgning.pdf", figures.follow_up_paper, name="figures-follow-up-pdf"),
    path("drift/", operations.page, name="operations"),
    path("noegletal.xlsx", figures.figures_book, name="figures-xlsx"),
    path("noegletal.csv", figures.figures_file, name="figures-csv"),
]
