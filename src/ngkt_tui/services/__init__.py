"""What a user can do, for the screen and the command line alike."""
