/** The configured destinations, and the destinations of each database: the same for all services. */
@NullMarked
package io.holdfast.store.settings;

import org.jspecify.annotations.NullMarked;
