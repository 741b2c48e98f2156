package io.holdfast.cli.declare;

/**
 * What was changed on the broker; zero everywhere but in the passwords if it was as declared before.
 *
 * @param topicsFlushed existing topics that got {@code flush.messages=1}
 */
record DeclarationResult(int topicsCreated, int topicsFlushed, int rightsAdded, int rightsRemoved, int passwordsSet) {}
