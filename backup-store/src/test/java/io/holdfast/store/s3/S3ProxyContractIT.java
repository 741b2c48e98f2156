package io.holdfast.store.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.store.Destination;
import io.holdfast.store.DestinationContract;
import org.junit.jupiter.api.AfterEach;

class S3ProxyContractIT extends DestinationContract {

    private final String name = Storage.newBucket();
    private final S3Bucket bucket = Storage.bucket(name);

    @Override
    protected Destination destination() {
        return bucket;
    }

    @AfterEach
    void no_parts_are_left() {
        assertThat(Storage.uploads(Storage.access(Storage.SERVER.endpoint()), name))
                .isEmpty();
    }
}
