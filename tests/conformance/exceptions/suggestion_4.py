class Robot:
    speed = 3


print("before")
Robot.sped
