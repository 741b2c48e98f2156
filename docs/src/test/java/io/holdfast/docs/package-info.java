/** What the documents say about settings, metrics, findings and each other is what the code says. */
@NullMarked
package io.holdfast.docs;

import org.jspecify.annotations.NullMarked;
