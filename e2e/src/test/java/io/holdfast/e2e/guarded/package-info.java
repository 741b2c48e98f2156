/** Holdfast on brokers as real clusters have them: names and rights for everybody, and three of them. */
@NullMarked
package io.holdfast.e2e.guarded;

import org.jspecify.annotations.NullMarked;
