/** Which destinations are configured, and which databases go where: the same for every service. */
@NullMarked
package io.holdfast.store.settings;

import org.jspecify.annotations.NullMarked;
