package io.holdfast.cli.declare;

/**
 * The number of changes on the broker. If it already was as declared, all numbers except the passwords are 0.
 *
 * @param topicsFlushed existing topics on which {@code flush.messages=1} was set
 */
record BrokerChangeCounts(int topicsCreated, int topicsFlushed, int rightsAdded, int rightsRemoved, int passwordsSet) {}
