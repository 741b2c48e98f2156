/** Configuration of verify-service. */
@NullMarked
package io.holdfast.verify.settings;

import org.jspecify.annotations.NullMarked;
