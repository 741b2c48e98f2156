/** The settings of retention-service, and the beans that are built from them. */
@NullMarked
package io.holdfast.retention.settings;

import org.jspecify.annotations.NullMarked;
