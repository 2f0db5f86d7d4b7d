"""Addresses of the gate, below /personnel/."""

from django.urls import path

from personnel.gate import views

app_name = "gate"
urlpatterns = [
    path("duties/", views.duties, name="duties"),
    path("pledge/", views.pledge, name="pledge"),
    path("pledges/<uuid:pk>/", views.signed, name="signed"),
    path("pledge-texts/", views.texts, name="texts"),
    path("pledge-texts/new/", views.text_new, name="text_new"),
    path("gate/", views.conditions, name="conditions"),
    path("people/<uuid:pk>/checks/", views.check, name="check"),
]
