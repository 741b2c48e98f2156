/** Remembering: beside each copy lies what became known of its backup after it was sealed. */
@NullMarked
package io.holdfast.retention.metadata;

import org.jspecify.annotations.NullMarked;
