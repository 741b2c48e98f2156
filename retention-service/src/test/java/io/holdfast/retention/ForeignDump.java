package io.holdfast.retention;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The first bytes of an archive that pg_dump 17 writes in its custom format, without tables. */
public final class ForeignDump {

    private ForeignDump() {}

    public static byte[] bytes() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeBytes("PGDMP");
        out.write(new byte[] {1, 16, 0, 4, 8, 1, 1});
        for (int part : new int[] {0, 0, 2, 1, 10, 126, 0}) {
            number(out, part);
        }
        text(out, "powernode_production");
        text(out, "17.2 (Debian 17.2-1)");
        text(out, "17.2");
        out.write(new byte[5000]);
        return bytes.toByteArray();
    }

    private static void number(DataOutputStream out, int value) throws IOException {
        out.writeByte(0);
        out.writeInt(Integer.reverseBytes(value));
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        number(out, text.length());
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
