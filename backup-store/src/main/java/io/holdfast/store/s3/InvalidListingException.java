package io.holdfast.store.s3;

import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;

/** An answer of 200 to a listing that has not what every listing of S3 has. */
final class InvalidListingException extends SdkException {

    private static final long serialVersionUID = 1L;

    private InvalidListingException() {
        super(SdkException.builder().message("an answer of 200 that is no listing"));
    }

    /** Gives the page, or throws. */
    static ListObjectsV2Response refuse(ListObjectsV2Response page) {
        if (page.isTruncated() == null) {
            throw new InvalidListingException();
        }
        return page;
    }
}
