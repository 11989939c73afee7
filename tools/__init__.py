"""What starts, tests and checks the product. Standard library only: it runs before anything is installed."""
