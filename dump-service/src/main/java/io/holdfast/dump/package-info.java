/** MAKING: one dump, from request to sealed artifact. */
@NullMarked
package io.holdfast.dump;

import org.jspecify.annotations.NullMarked;
