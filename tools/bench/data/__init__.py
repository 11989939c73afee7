"""What is measured: the demonstration, and beside it as many comments and suggestions as a row asks for."""
