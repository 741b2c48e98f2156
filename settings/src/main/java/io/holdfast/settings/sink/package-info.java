/** What the settings of a sink mean: read by notify-service and by {@code holdfast config check} alike. */
@NullMarked
package io.holdfast.settings.sink;

import org.jspecify.annotations.NullMarked;
