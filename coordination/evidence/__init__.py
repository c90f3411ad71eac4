"""What findings rest on: recommendations that answer them, how firm they are, which practices."""
