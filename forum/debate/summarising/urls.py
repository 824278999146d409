from django.urls import path

from forum.debate.summarising import views

urlpatterns = [
    path("threads/<int:pk>/summary/", views.write_summary, name="summarise"),
    path("threads/<int:pk>/summary/history/", views.show_history, name="summary_history"),
]
