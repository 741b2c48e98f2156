/** Consumers of requests and events, and the publisher of progress. */
@NullMarked
package io.holdfast.dump.kafka;

import org.jspecify.annotations.NullMarked;
