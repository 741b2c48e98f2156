/** Rules for the structure of all modules, and of each module. All classes are read only once. */
@NullMarked
package io.holdfast.e2e.architecture;

import org.jspecify.annotations.NullMarked;
