/**
 * Holdfast as users run it: the images, started by {@code deploy/compose}. Requires a container engine and
 * {@code deploy/images/build}.
 */
@NullMarked
package io.holdfast.e2e.images;

import org.jspecify.annotations.NullMarked;
