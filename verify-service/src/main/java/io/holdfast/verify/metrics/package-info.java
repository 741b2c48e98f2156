/** What is measured, and what the doctor looks at. */
@NullMarked
package io.holdfast.verify.metrics;

import org.jspecify.annotations.NullMarked;
