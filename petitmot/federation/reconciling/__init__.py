"""Missing nothing: what people of elsewhere said to everybody is looked for where they live, and taken in where it never came."""
