/** The catalogue of every setting: its name, type, default, meaning, and which services read it. */
@NullMarked
package io.holdfast.settings;

import org.jspecify.annotations.NullMarked;
