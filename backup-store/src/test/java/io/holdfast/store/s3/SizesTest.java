package io.holdfast.store.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SizesTest {

    @Test
    void ten_thousand_parts_hold_more_than_three_terabytes() {
        assertThat(IntStream.rangeClosed(1, 10_000)
                        .mapToLong(UploadPartSizeCalculator::of)
                        .sum())
                .isGreaterThan(3L << 40);
    }

    @Test
    void parts_are_8_mib_for_the_first_thousand_and_double_then() {
        assertThat(UploadPartSizeCalculator.of(1)).isEqualTo(8 << 20);
        assertThat(UploadPartSizeCalculator.of(1_000)).isEqualTo(8 << 20);
        assertThat(UploadPartSizeCalculator.of(1_001)).isEqualTo(16 << 20);
        assertThat(UploadPartSizeCalculator.of(2_001)).isEqualTo(32 << 20);
        assertThat(UploadPartSizeCalculator.of(10_000)).isEqualTo(1 << 30);
    }

    /** The format of the storage's documentation: the checksum of the checksums, and their number. */
    @Test
    void a_checksum_of_parts_is_that_of_their_checksums() {
        String ofFoo = "LCa0a2j/xo/5m0U8HTBBNBNCLXBkg7+g+YpeiGJm564=";
        String ofBar = "/N4rLtula/QIYB+3If6bXDONEO5CnqBPrlURto+/j7k=";

        assertThat(S3ChecksumCalculator.composite(List.of(ofFoo, ofBar)))
                .isEqualTo("kkdQBOcPQblHUPSne/e0MFURE7JdPVcWnq3KVpK7BD0=-2");
    }
}
