/** The settings of a sink, parsed by notify-service and by {@code holdfast config check}. */
@NullMarked
package io.holdfast.settings.sink;

import org.jspecify.annotations.NullMarked;
