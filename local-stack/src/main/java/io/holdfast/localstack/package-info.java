/** One Kafka broker, one PostgreSQL and the services on loopback, all real and all of this machine: for development and for tests. */
@NullMarked
package io.holdfast.localstack;

import org.jspecify.annotations.NullMarked;
