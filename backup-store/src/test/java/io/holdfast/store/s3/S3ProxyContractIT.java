package io.holdfast.store.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.store.Destination;
import io.holdfast.store.DestinationContract;
import org.junit.jupiter.api.AfterEach;

class S3ProxyContractIT extends DestinationContract {

    private final String name = S3TestStorage.newBucket();
    private final S3Bucket bucket = S3TestStorage.bucket(name);

    @Override
    protected Destination destination() {
        return bucket;
    }

    @AfterEach
    void no_parts_are_left() {
        assertThat(S3TestStorage.uploads(S3TestStorage.settings(S3TestStorage.SERVER.endpoint()), name))
                .isEmpty();
    }
}
