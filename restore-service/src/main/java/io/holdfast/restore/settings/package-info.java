/** The targets, known to this service alone. */
@NullMarked
package io.holdfast.restore.settings;

import org.jspecify.annotations.NullMarked;
