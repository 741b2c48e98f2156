/** Metadata: the facts files that are stored beside each copy. */
@NullMarked
package io.holdfast.retention.metadata;

import org.jspecify.annotations.NullMarked;
