/** What is heard on the log. */
@NullMarked
package io.holdfast.retention.kafka;

import org.jspecify.annotations.NullMarked;
