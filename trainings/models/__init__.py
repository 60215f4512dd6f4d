from trainings.models.attendance import Attendance
from trainings.models.training import Course, Participant, Session, Training

__all__ = ["Attendance", "Course", "Participant", "Session", "Training"]
