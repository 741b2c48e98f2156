/** Holdfast on brokers like those of real clusters: with authentication and ACLs, and with three brokers. */
@NullMarked
package io.holdfast.e2e.guarded;

import org.jspecify.annotations.NullMarked;
