package io.holdfast.store.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.store.Destination;
import io.holdfast.store.DestinationContract;
import org.junit.jupiter.api.AfterEach;

class S3MockContractIT extends DestinationContract {

    private final String name = MockStorage.newBucket();
    private final S3Bucket bucket = MockStorage.bucket(name);

    @Override
    protected Destination destination() {
        return bucket;
    }

    /** The mock checks and takes a name in two steps, so two writers can take it and neither keeps it. */
    @Override
    protected boolean alwaysHasAWinner() {
        return false;
    }

    @AfterEach
    void no_parts_are_left() {
        assertThat(S3TestStorage.uploads(MockStorage.settings(), name)).isEmpty();
    }
}
