/** The catalog of all settings: name, type, default, meaning, and the services that read each setting. */
@NullMarked
package io.holdfast.settings;

import org.jspecify.annotations.NullMarked;
