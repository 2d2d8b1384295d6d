/** What is wrong with a credential, each with what to do; remarks; and how a missing or wrong field is called. */
export const credentials = {
  problems: {
    notJson: '这个文件不是完整的 JSON。请从汇付控台或系统管理员处重新取得，不要手工修改。',
    noCredentials: '这里面没有找到商户的密钥或编号。请确认选对了文件。',
    halfPem: '密钥只有一半：开头、结尾或中间的内容缺失。请从“-----BEGIN”到“-----END”完整复制，或重新选择文件。',
    notAKey: '这不是密钥。请选择 PEM 或 Base64 格式的 RSA 密钥。',
    publicInsteadOfPrivate: '这是公钥，这里需要的是商户自己的私钥。',
    privateInsteadOfPublic:
      '这是私钥，这里需要的是汇付公钥。为了安全，私钥没有被保留。请从汇付控台“开发设置”下载汇付公钥。',
    notRsa: '这不是 RSA 密钥。汇付使用 RSA 2048，请换成 RSA 密钥，并把新公钥上传到汇付控台。',
    tooShort: '这把密钥短于 2048 位，已不安全，程序不会使用它。请重新生成 RSA 2048 密钥，并把新公钥上传到汇付控台。',
    encrypted: '这把私钥有密码保护。请输入密码。',
    wrongPassphrase: '密码不对。请重新输入；注意大小写和输入法。',
    unsupportedEncryption:
      '这种加密方式无法打开。请先在电脑上用 openssl pkcs8 转成不加密的 PKCS#8 再导入，导入后请删除那个文件。',
    ownPublicKey: '这是商户自己的公钥，不是汇付公钥。请从汇付控台“开发设置”下载汇付公钥，填到这里。',
    keyMissing: '还没有商户私钥。',
    huifuKeyMissing: '还没有汇付公钥。请从汇付控台“开发设置”下载。',
    sysIdMissing: '请填写系统号。直连商户的系统号与商户号相同。',
    productIdMissing: '请填写产品号，由汇付与系统号一起分配。',
    huifuIdMissing: '请填写商户号。',
    badId: '这里有不能使用的字符。请只填字母和数字，不要带空格或标点。',
    badAddress: '地址不能使用。请填写完整的地址，例如 https://api.huifu.com，不要带“?”和后面的内容。',
    plainHttp: '地址必须以 https:// 开头。只有本机上的测试网关可以用 http://。',
    clipboardEmpty: '剪贴板里没有文字。请先复制密钥。',
  },
  notes: {
    merchantPublicKeyTakenAsHuifus:
      '文件里名为 merchant_public_key 的公钥不属于这把私钥，已当作汇付公钥。连接检查会加以验证。',
    pkcs1Converted: '私钥是 PKCS#1 格式，已自动转换。',
    bits4096: '密钥为 4096 位，可以使用，签名会稍慢。',
    pairFromFile: '文件里还有商户自己的公钥，它与私钥相符，不需要保存。',
  },
  fields: {
    file: '文件',
    privateKey: '商户私钥',
    huifuPublicKey: '汇付公钥',
    sysId: '系统号',
    productId: '产品号',
    huifuId: '商户号',
    baseUrl: '接口地址',
    projectId: '托管项目号',
    skillSource: '来源标识',
  },
};
