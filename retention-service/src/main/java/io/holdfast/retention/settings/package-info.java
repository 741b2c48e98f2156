/** What can be configured, and how the domain gets it. */
@NullMarked
package io.holdfast.retention.settings;

import org.jspecify.annotations.NullMarked;
