/** Inspection of source databases before a dump, and diagnosis of failed dumps. */
@NullMarked
package io.holdfast.dump.source;

import org.jspecify.annotations.NullMarked;
