/** Holdfast as users have it: the images, started by {@code deploy/compose}. Wants a container engine and {@code deploy/images/build}. */
@NullMarked
package io.holdfast.e2e.images;

import org.jspecify.annotations.NullMarked;
