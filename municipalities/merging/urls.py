from django.urls import path

from municipalities.merging import views

urlpatterns = [
    path("yhinemine/", views.describe, name="merge"),
    path("yhinemine/kontroll/", views.check, name="merge_check"),
    path("<int:pk>/yhinemine/tagasi/", views.undo, name="merge_undo"),
]
