from django.urls import path

from municipalities.profile import views

urlpatterns = [path("<int:pk>/profiil/", views.profile_pdf, name="profile_pdf")]
