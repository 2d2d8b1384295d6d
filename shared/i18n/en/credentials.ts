import type { credentials as original } from '../zh-CN/credentials.ts';

export const credentials = {
  problems: {
    notJson:
      'This file is not complete JSON. Get it again from the merchant portal or your administrator, and do not edit it by hand.',
    noCredentials: 'No merchant key or number was found in it. Check that it is the right file.',
    halfPem:
      'Only part of the key is here: its beginning, end or middle is missing. Copy everything from “-----BEGIN” to “-----END”, or choose the file again.',
    notAKey: 'This is not a key. Choose an RSA key in PEM or Base64 form.',
    publicInsteadOfPrivate: 'This is a public key. The merchant’s own private key belongs here.',
    privateInsteadOfPublic:
      'This is a private key. Huifu’s public key belongs here. For safety the private key was not kept. Download Huifu’s public key from the merchant portal under 开发设置.',
    notRsa:
      'This is not an RSA key. Huifu uses RSA 2048: switch to an RSA key and upload its public half to the merchant portal.',
    tooShort:
      'This key is shorter than 2048 bits and no longer safe, so the console does not use it. Make a new RSA 2048 key and upload its public half to the merchant portal.',
    encrypted: 'This private key is protected by a passphrase. Enter it.',
    wrongPassphrase: 'The passphrase is wrong. Enter it again; mind capitals and the input method.',
    unsupportedEncryption:
      'This kind of encryption cannot be opened. First convert the key to unencrypted PKCS#8 with openssl pkcs8, import that, and delete the file afterwards.',
    ownPublicKey:
      'This is the merchant’s own public key, not Huifu’s. Download Huifu’s public key from the merchant portal under 开发设置 and put it here.',
    keyMissing: 'The merchant’s private key is still missing.',
    huifuKeyMissing: 'Huifu’s public key is still missing. Download it from the merchant portal under 开发设置.',
    sysIdMissing: 'Enter the system number. For a direct merchant it equals the merchant ID.',
    productIdMissing: 'Enter the product number, which Huifu assigns together with the system number.',
    huifuIdMissing: 'Enter the merchant ID.',
    badId:
      'There are characters here that cannot be used. Enter letters and digits only, without spaces or punctuation.',
    badAddress:
      'This address cannot be used. Enter a full address such as https://api.huifu.com, without “?” and what follows it.',
    plainHttp: 'The address must begin with https://. Only a test gateway on this computer may use http://.',
    clipboardEmpty: 'There is no text on the clipboard. Copy the key first.',
  },
  notes: {
    merchantPublicKeyTakenAsHuifus:
      'The public key named merchant_public_key in the file does not belong to this private key, so it was taken as Huifu’s. The connection check will prove it.',
    pkcs1Converted: 'The private key was in PKCS#1 form and has been converted.',
    bits4096: 'The key has 4096 bits. It can be used; signing is a little slower.',
    pairFromFile: 'The file also holds the merchant’s own public key. It matches the private key and need not be kept.',
  },
  fields: {
    file: 'File',
    privateKey: 'Merchant’s private key',
    huifuPublicKey: 'Huifu’s public key',
    sysId: 'System number',
    productId: 'Product number',
    huifuId: 'Merchant ID',
    baseUrl: 'Gateway address',
    projectId: 'Hosting project',
    skillSource: 'Source label',
  },
} satisfies typeof original;
