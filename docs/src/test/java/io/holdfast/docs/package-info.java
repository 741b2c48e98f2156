/** Tests that compare the documents with the code and with each other. */
@NullMarked
package io.holdfast.docs;

import org.jspecify.annotations.NullMarked;
