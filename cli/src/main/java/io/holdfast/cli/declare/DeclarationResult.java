package io.holdfast.cli.declare;

/** What was changed on the broker; zero everywhere but in the passwords if it was as declared before. */
record DeclarationResult(int topicsCreated, int rightsAdded, int rightsRemoved, int passwordsSet) {}
