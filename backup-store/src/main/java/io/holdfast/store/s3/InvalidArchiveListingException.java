package io.holdfast.store.s3;

import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;

/** A response with status 200 to a listing request that lacks the mandatory elements of an S3 listing. */
final class InvalidArchiveListingException extends SdkException {

    private static final long serialVersionUID = 1L;

    private InvalidArchiveListingException() {
        super(SdkException.builder().message("a response with status 200 that is not a listing"));
    }

    /** Returns the page, or throws. */
    static ListObjectsV2Response refuse(ListObjectsV2Response page) {
        if (page.isTruncated() == null) {
            throw new InvalidArchiveListingException();
        }
        return page;
    }
}
