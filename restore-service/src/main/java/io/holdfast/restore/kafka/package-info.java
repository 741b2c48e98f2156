/** What is heard from the log; it is only written down. */
@NullMarked
package io.holdfast.restore.kafka;

import org.jspecify.annotations.NullMarked;
