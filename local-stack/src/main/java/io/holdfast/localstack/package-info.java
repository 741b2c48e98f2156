/** Runs a real Kafka broker, PostgreSQL and the services on loopback of this machine, for development and tests. */
@NullMarked
package io.holdfast.localstack;

import org.jspecify.annotations.NullMarked;
