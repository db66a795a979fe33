package shop;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.lang.HashUtil;

/** Reads the file that {@code new-key} writes. The key has the same id as in {@code jwks.json}. */
public final class SigningKey {
    private SigningKey() {}

    public static RsaJsonWebKey of(String pem) throws GeneralSecurityException {
        byte[] der = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
        KeyFactory rsa = KeyFactory.getInstance("RSA");
        var privateKey = (RSAPrivateCrtKey) rsa.generatePrivate(new PKCS8EncodedKeySpec(der));
        var spec = new RSAPublicKeySpec(privateKey.getModulus(), privateKey.getPublicExponent());
        var key = new RsaJsonWebKey((RSAPublicKey) rsa.generatePublic(spec));
        key.setPrivateKey(privateKey);
        key.setKeyId(key.calculateBase64urlEncodedThumbprint(HashUtil.SHA_256));
        return key;
    }
}
