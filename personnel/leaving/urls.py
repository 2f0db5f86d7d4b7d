"""Addresses of departures, below /personnel/."""

from django.urls import path

from personnel.leaving import views

app_name = "leaving"
urlpatterns = [
    path("departures/", views.departures, name="departures"),
    path("departures/periods/", views.periods, name="periods"),
    path("departures/<uuid:pk>/", views.departure, name="departure"),
    path("departures/<uuid:pk>/talk/", views.talk, name="talk"),
    path("departures/<uuid:pk>/withdrawal/", views.withdrawal, name="withdrawal"),
    path("departures/<uuid:pk>/finishing/", views.finishing, name="finishing"),
    path("departures/<uuid:pk>/pledge/", views.pledge, name="pledge"),
    path("people/<uuid:pk>/departure/", views.opening, name="opening"),
]
