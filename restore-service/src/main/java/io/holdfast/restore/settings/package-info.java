/** Configuration of restore-service, including the targets, which no other service knows. */
@NullMarked
package io.holdfast.restore.settings;

import org.jspecify.annotations.NullMarked;
